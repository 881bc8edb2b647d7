"""Running an installation: demo, serve, backup, restore, verify, doctor, benches, the rehearsal province."""
