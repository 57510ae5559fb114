"""Serve the app to the public. Only ``commands/serve.py`` imports this room.

options      what the operator sets
server       the process: start, signals, orderly stop
platform     private parts of uvicorn, asyncio and Streamlit's protocol
asgi         the layers around Streamlit's own application, outermost first:
descriptors    refuses new visitors while file descriptors are short
access_log     one JSON line per request
headers        Content-Security-Policy and its companions
sign_in        completes Streamlit's sign-in; the header of a trusted proxy
traffic        counts sessions and runs
origins        only the app's own page may open its websocket
endpoints      /healthz, /readyz, /metrics (metrics), and what is closed
health       whether the process can show the data
warmup       what is done before the first visitor

Repairs that hold under ``streamlit run`` too are in ``brandmap.ui.repairs``.
"""
