"""The public files of a plan: what columns they have and what rows fill them."""
