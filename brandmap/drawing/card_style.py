"""The one style block of the cards: class names with ``bm-``, greys that stand on light and dark pages."""

STYLE = """<style>
.bm-card{font-size:15px;line-height:1.6;max-width:760px;overflow-wrap:anywhere}
.bm-card p,.bm-card ul,.bm-card ol,.bm-card dl,.bm-card dd{margin:0;padding:0}
.bm-card h2,.bm-card h3,.bm-card h4,.bm-card h5,.bm-card h6{margin:0;padding:0;font-weight:700;letter-spacing:0}
.bm-card[lang|=en]{font-family:"Source Sans","Source Sans 3","Segoe UI",
"Helvetica Neue",Arial,"Liberation Sans",sans-serif}
.bm-head{display:flex;gap:12px;align-items:flex-start}
.bm-no{flex:none;min-width:36px;height:36px;padding:0 8px;box-sizing:border-box;border-radius:8px;font-size:18px;
font-weight:700;line-height:36px;text-align:center;font-variant-numeric:tabular-nums}
.bm-card .bm-name{font-size:22px;line-height:28px;padding-top:4px}
.bm-card .bm-name.bm-small{font-size:17px;line-height:24px;padding-top:6px}
.bm-quiet{opacity:.78;font-size:14px}
.bm-chips{display:flex;flex-wrap:wrap;gap:6px;margin-top:8px}
.bm-chip{display:inline-flex;align-items:center;gap:5px;padding:1px 10px 1px 8px;border-radius:999px;font-size:13px;
line-height:22px;font-weight:500}
.bm-chip img{width:14px;height:14px}
.bm-lead{font-size:16px;margin-top:12px!important}
.bm-when{margin-top:16px;padding:12px 14px;border-radius:8px;background:rgba(128,138,150,.1);display:flex;
flex-direction:column;gap:8px}
.bm-step{margin-top:20px;padding-left:14px;border-left:3px solid}
.bm-card .bm-title{font-size:16px;line-height:24px;margin-bottom:4px;display:flex;flex-wrap:wrap;gap:4px 8px;
align-items:center}
.bm-card .bm-label{font-size:13px;line-height:20px;font-weight:700;opacity:.78}
.bm-step>*+*{margin-top:8px!important}.bm-step>.bm-title+*{margin-top:0!important}
.bm-card .bm-measures{padding-left:24px;list-style:decimal}
.bm-measures li{padding-left:4px;margin:2px 0}.bm-measures li::marker{font-weight:700;opacity:.8}
.bm-pairs{display:grid;grid-template-columns:minmax(5em,max-content) 1fr;gap:4px 12px}
.bm-pairs dt{font-size:13px;line-height:24px;font-weight:700;opacity:.78}
.bm-badge{display:inline-block;padding:0 8px;border-radius:4px;font-size:12px;line-height:20px;font-weight:500;
border:1px solid rgba(128,138,150,.55)}
.bm-editorial{border-style:dashed}
.bm-missing{opacity:.75;font-style:italic}
.bm-figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(132px,1fr));gap:8px}
.bm-figures>div{padding:8px 12px;border-radius:8px;background:rgba(128,138,150,.1)}
.bm-figures dt,.bm-figures .bm-printed{font-size:12.5px;line-height:18px}.bm-printed{opacity:.78}
.bm-figures .bm-value{font-size:15px;line-height:32px}
.bm-value b{font-size:26px;font-weight:700;font-variant-numeric:tabular-nums;margin-right:3px}
.bm-verdicts{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:8px}
.bm-verdicts>div{padding:8px 12px;border-radius:8px;border:1px solid rgba(128,138,150,.4)}
.bm-extra{margin-top:20px;padding-top:12px;border-top:1px solid rgba(128,138,150,.35)}
.bm-card .bm-places{padding-left:20px}
</style>"""
