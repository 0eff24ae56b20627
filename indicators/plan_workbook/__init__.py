"""A whole plan in one Excel workbook: written for people, read back by the rules of load_plan."""
