"""Planner: the daily call plan of a salesperson who lives on relationships (the domain; it knows no screen)."""
