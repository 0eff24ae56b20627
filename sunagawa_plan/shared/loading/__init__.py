"""TOML files → rows of the database: the part that is the same in every app."""
