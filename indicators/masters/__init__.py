"""Files of master data on their way into records: what a row says is applied, nothing is deleted."""
