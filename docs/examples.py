"""What reading commands answer with `--json`, in short: from the sample book, with one entry of each list.

The tests compare the names in here with what the program really answers.
"""

HEALTH = """\
 "health": {"score": 26, "trend": -2, "level": "investing", "weakest": "reciprocity",
            "parts": {"recency": {"points": 23, "of": 25, "why": "silent for 24 working days …", "judged": true},
                      "reciprocity": {}, "executives": {}, "entry": {}, "knowledge": {}},
            "raise_it": "Meet Bethan Clitheroe-May (Chief Financial Officer): no executive met for 501 days, +31"}"""

EXAMPLES: dict[str, str] = {
    "today": """\
{"date": "2026-11-23", "capacity_minutes": 255, "order": "balanced",
 "shares": {"existing": 0.5, "lost": 0.3, "new": 0.2},
 "minutes": {"done": {"existing": 0, "lost": 0, "new": 0}, "planned": {"existing": 120, "lost": 105, "new": 25},
             "target": {"existing": 87, "lost": 151, "new": 17}, "debt": {"existing": -41, "lost": 75, "new": -34}},
 "shortfall": [{"status": "lost", "minutes": 46, "given_to": {"existing": 33, "new": 13}}],
 "calls": [{"position": 1, "account": "Tollgate & Fenn", "account_id": "yakmvs9edd1r", "status": "existing",
            "contact": "Tariq Crosslane", "contact_id": "1he7zpka792g", "phone": "+44 113 496 0189",
            "purpose": "romance", "minutes": 6, "at": null, "promised": false, "done": false,
            "why": ["proposal out: they last answered 14 working days ago (over the 10 tolerated), decision Mon 30 Nov"]}],
 "notes": ["lost is short 46 min: given to existing 33, new 13."],
 "meetings": [{"title": "Sales meeting", "start": "2026-11-23T11:30:00+00:00", "end": "2026-11-23T12:15:00+00:00",
               "all_day": false}]}""",
    "why": """\
{"account": "Amberleigh Books", "account_id": "b5x1xkyf03zc", "on_plan": true,
 "why": ["call 24 of 25 today, mend fences, 14 min", "mend fences, step 1 of 4: hear out; silent for 24 working days …"]}""",
    "log": """\
{"touch": "fqegx9eh0bk3", "account": "Amberleigh Books", "outcome": "no answer", "minutes": 1, "next_step": "2026-11-24",
 "said": ["next: try again in the afternoon, after no answer, Tue 24 Nov"]}""",
    "accounts": f"""\
[{{"id": "b5x1xkyf03zc", "name": "Amberleigh Books", "status": "lost", "days_since_order": 535, "days_since_contact": 34,
 "next_step": null,
{HEALTH}}}]""",
    "account": f"""\
{{"id": "b5x1xkyf03zc", "name": "Amberleigh Books", "status": "lost", "days_since_order": 535, "days_since_contact": 34,
 "next_step": null,
{HEALTH},
 "ways": [{{"part": "executives", "gain": 31, "text": "Meet Bethan Clitheroe-May …"}}],
 "people": [{{"id": "z5wx0kt7ntyx", "name": "Bethan Clitheroe-May", "title": "Chief Financial Officer", "level": "executive",
             "department": "Finance", "days_since_contact": 501, "due": true, "do_not_call": false}}],
 "gaps": ["no staff is known"],
 "ledger": {{"given": 9, "got": 0, "balance": 9, "days_since_given": 511, "days_since_got": null, "lately": "a customer: …"}},
 "knowledge": [{{"heading": "environment", "days": 501, "stale": true,
                "insights": [{{"on": "2025-07-10", "text": "The new packaging law …", "contact": "Bethan Clitheroe-May"}}]}}]}}""",
    "romance": """\
[{"opportunity": "Packing hall 2", "opportunity_id": "fe249p732w21", "account": "Tollgate & Fenn", "account_id": "yakmvs9edd1r",
  "contact": "Tariq Crosslane", "stage": "proposal", "amount": 186000, "currency": "GBP", "decision": "2026-11-30",
  "days_since_they_answered": 14, "ideal_days": 5, "most_days": 10, "tries_unanswered": 0,
  "competitor": "Stahlbrück Systems", "bids_unasked": false, "streak": 0, "next_step": null,
  "idea_kind": "concern", "idea": "Answer “Finance want the price held until spring” …", "danger": 0.796, "endangered": true,
  "why": ["they last answered 14 working days ago (over the 10 tolerated)"]}]""",
    "referrals": """\
{"ask": [{"contact": "Greg Rademaker-Wills", "contact_id": "ksvpkc7m41dm", "account": "Harlow Pike Medical", "kind": "client",
          "why": ["said on Wed 14 Oct that they are satisfied"], "say": "“When we started I said …”"}],
 "open": [{"prospect": "Halvorpike Instruments", "source": "Walt Dunnigault", "direction": "got", "stage": "introduced",
           "thanked": false, "reward_owed": false}],
 "warm_paths": [{"account": "Halvorpike Instruments", "account_id": "38kfh0w70e00",
                 "through": "Walt Dunnigault (Prairieline Label & Ink)",
                 "how": "Walt Dunnigault (Prairieline Label & Ink) has introduced us"}]}""",
    "promises": """\
[{"id": "3ecnhc38t1er", "text": "Find out for Herr Oberwöhrd what others did with the old labels", "kind": "promise",
  "account": "Kupferkamm Elektrik", "contact": "Ralf Oberwöhrd", "due": "2026-11-17", "at": null}]""",
    "week": """\
{"week": "2026-W48", "from": "2026-11-23", "to": "2026-11-29",
 "minutes": {"target": {"existing": 87, "lost": 151, "new": 17}, "planned": {"existing": 120, "lost": 105, "new": 25},
             "done": {"existing": 0, "lost": 0, "new": 0}, "debt": {"existing": -40, "lost": 74, "new": -34}},
 "shares_done": {"existing": 0.0, "lost": 0.0, "new": 0.0}, "calls": 0, "contacts": 0,
 "promises": {"kept": 0, "late": 0, "open": 15}, "romance": {"kept": 0, "missed": 0}, "executives_met": 0, "given": 0, "got": 0,
 "referrals": {"asked": 0, "got": 0, "thanked": 0}, "new_calls": {"warm": 0, "cold": 0}, "empty_calls": 0, "slipped": [],
 "self_check": {"answers": null, "score": null,
                "measured": {"executive_interviews": {"held": 0, "due": 20}, "project_checks": 0, "courtesies": 0}},
 "won": [], "lost": []}""",
    "where": """\
{"book": "/home/ann/.local/share/planner/book.json", "settings": "/home/ann/.config/planner/config.toml",
 "backups": "/home/ann/.local/share/planner/backups", "exists": true, "backups_kept": 2}""",
}
"""Command → its answer."""
