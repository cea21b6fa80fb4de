"""The sample book: invented companies, invented people, and two years of selling to them, to try the planner on."""

from planner.demo.make import fill

__all__ = ["fill"]
