"""The deck fills the window: no margins, no header; the language switch moves into the bar. The sidebar is hidden too:
Streamlit leaves an empty one behind, over the deck, when the page before had filters in it.

Streamlit wraps what stands in a container, so the two sides are styled as children of the stage. After a click on the
slide the page itself has the focus; its ring, a grey frame across the slide, is not drawn: the keys act alike anywhere.
"""

from brandmap.drawing.slide_style import BAR

SWITCH = 44  # pixels of the row with the language switch, on a phone
_UNSEEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);margin:0"
_PAPER = "background:light-dark(#fff,#141a21)"

STYLE = f"""<style>
[data-testid="stHeader"]:not(#x),[data-testid="stSidebar"]:not(#x),
.st-key-header h3,.st-key-nav{{display:none!important}}
[data-testid="stAlert"]{{position:fixed;top:8px;left:8px;max-width:34rem;z-index:30;{_PAPER}}}
[data-testid="stMain"]:not(#x)::before{{box-shadow:none}}
.st-key-header:not(#x){{position:fixed;right:12px;bottom:9px;width:auto;z-index:20;container-type:normal}}
.st-key-deck_stage:not(#x){{position:fixed;inset:0 0 {BAR}px 0;flex-wrap:nowrap;align-items:stretch;overflow:hidden}}
.st-key-deck_stage>:first-child{{flex:0 0 36%;width:36%;min-width:0}}
.st-key-deck_stage>:last-child{{flex:1 1 0;width:auto;min-width:0}}
.st-key-deck_map iframe{{height:calc(100vh - {BAR}px)!important;display:block}}
.st-key-deck_bar:not(#x){{position:fixed;inset:auto 0 0 0;width:auto;height:{BAR}px;flex-wrap:nowrap;
padding:0 175px 0 12px;border-top:1px solid rgba(128,138,150,.4);z-index:10}}
.st-key-deck_bar>*{{flex:none;width:auto!important}}
.st-key-deck_bar button,.st-key-deck_leave a{{min-width:40px;min-height:40px}}
.st-key-deck_bar>:has([role=progressbar]){{flex:1 1 60px!important;min-width:60px}}
.st-key-deck_first p,.st-key-deck_last p,
.st-key-deck_order button p{{{_UNSEEN}}}
[data-testid="stPopoverBody"]:not(#x){{min-width:min(34rem,94vw);max-height:min(80vh,44rem);overflow:auto}}
@media(max-width:1399px){{.st-key-deck_black p,.st-key-deck_full p{{{_UNSEEN}}}}}
@media(max-width:1180px){{.st-key-deck_previous p,.st-key-deck_next p{{{_UNSEEN}}}}}
@media(max-width:1000px){{.st-key-deck_bar p{{{_UNSEEN}}}.st-key-deck_bar:not(#x){{gap:.25rem}}}}
@media(max-width:700px){{
.st-key-deck_stage:not(#x){{bottom:{BAR + SWITCH}px;flex-direction:column;overflow:hidden auto}}
.st-key-deck_stage>:first-child,.st-key-deck_stage>:last-child{{flex:none;width:100%}}
.st-key-deck_map iframe{{height:32vh!important}}
.st-key-deck_bar:not(#x){{bottom:{SWITCH}px;padding:0 6px;{_PAPER};gap:0}}
.st-key-header:not(#x){{right:0;left:0;bottom:0;height:{SWITCH}px;{_PAPER};padding:4px 12px}}
.st-key-deck_first,.st-key-deck_last,.st-key-deck_full{{display:none!important}}
.st-key-deck_bar p{{{_UNSEEN}}}
.st-key-deck_bar button div[aria-hidden=true]{{display:none}}}}
</style>"""

#: A slide that takes the place of the map. The map keeps its size below it, so nothing moves when it comes back.
WIDE_STYLE = """<style>.st-key-deck_map:not(#x){visibility:hidden}
@media(min-width:701px){.st-key-deck_stage>:last-child{position:absolute;inset:0}}
@media(max-width:700px){.st-key-deck_stage>:first-child{height:0;overflow:hidden}}</style>"""

#: The presenter's window: the projected slide small, and below it the notes, to be read at arm's length.
NOTES_STYLE = """<style>
.st-key-deck_stage>:last-child{overflow:auto}
.bmd-seen:not(#x){font-size:.875rem;font-weight:600;opacity:.75;margin:0;padding:12px 20px 0}
.st-key-deck_slide .bmd:not(#x){--f:15px;--s:1;height:auto;margin:6px 20px 0;padding:10px 14px;
border:1px solid rgba(128,138,150,.6);border-radius:6px}
.bmd-notes{padding:16px 20px 24px}.bmd-notes>div:not(#x){font-size:1.35rem!important}</style>"""
