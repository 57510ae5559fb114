"""Texts a CSV cell may hold to do harm. The first five would make a folder called canary on the server."""

PYTHON = "{{ lipsum.__globals__.os.mkdir(dict(canary=1)|first) }}"  # no quote in it: HTML escaping leaves it alone
TEXTS = (
    PYTHON,
    "{{ lipsum.__globals__.os.mkdir('canary') }}",
    "{% for k in dict(canary=1) %}{{ lipsum.__globals__.os.mkdir(k) }}{% endfor %}",
    "{% set x = lipsum.__globals__.os.mkdir(dict(canary=1)|first) %}",
    "{# comment",
    "{{",
    "{% endmacro %}",
    "}}",
    "<img src=x onerror=steal()>",
    "</script><script>steal()</script>",
    '<a href="javascript:steal()">x</a>',
    "${steal()}",
    "`+steal()+`",
    "'+steal()+'",
    '"+steal()+"',
    "\\",
    "a\ud800b",
    "\u202egnp.exe\u202c\x00\x1b[2J",
    "会宁县 & 甘谷县 <十> “瓜田”",
)
