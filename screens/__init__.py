"""One file and one stylesheet per screen; `app.py` ties them together."""
