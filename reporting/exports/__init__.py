"""Files of the reporting app: for its own people, none of them public."""
