"""The public files of finance: what columns they have and what rows fill them."""
