"""What the Referrals screen shows, section by section: each asks its rule and says it in rows and in a panel (method §7)."""
