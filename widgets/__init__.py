"""Things seen on more than one screen: they know the domain, no screen and no store."""
