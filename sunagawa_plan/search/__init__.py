"""The search over everything that the portal says: here the texts of all apps meet."""
