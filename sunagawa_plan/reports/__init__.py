"""The reports that the office owes: where the plans and finance meet on paper."""
