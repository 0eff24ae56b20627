"""Open data: every public file of the apps in one catalogue, for people, programs and portals."""
