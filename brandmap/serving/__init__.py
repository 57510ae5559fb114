"""The app as a production server. Above brandmap.ui in the arrow of imports; only ``commands/serve.py`` imports it.

options      what the operator sets
server       the process: start, signals, orderly stop
batching     what is sent within a moment shares a system call; the event loop
memory       how the C library lays out memory for the threads
descriptors  refuses new visitors while file descriptors are short, in words
asgi         the layers around Streamlit's own application, outermost first:
access_log     one JSON line per request
headers        Content-Security-Policy and its companions
traffic        counts sessions and runs as they pass by
origins        only the app's own page may open its websocket
endpoints      /healthz, /readyz, /metrics (metrics), and what is closed
health       whether the process can show the data
warmup       what is done before the first visitor

The repairs of Streamlit internals are in ``brandmap.ui.repairs``: they hold under ``streamlit run`` too.
"""
