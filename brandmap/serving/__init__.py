"""Serve the app to the public. Only ``commands/serve.py`` imports this room.

options      settings of the server
server       starts the process, handles signals, stops in order
platform     private parts of uvicorn, asyncio and Streamlit's protocol
asgi         the layers around Streamlit's own application, outermost first:
descriptors    refuses new visitors while file descriptors are short
access_log     one JSON line per request
headers        Content-Security-Policy and its companions
sign_in        completes Streamlit's sign-in; the header of a trusted proxy
traffic        counts sessions and runs
origins        only the app's own page may open its websocket
endpoints      /healthz, /readyz, /metrics (metrics), and closed addresses
health       whether the process can show the data
warmup       prepares the process before the first visitor

Repairs that hold under ``streamlit run`` too are in ``brandmap.ui.repairs``.
"""
