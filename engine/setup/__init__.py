"""What each make target needs, made or asked for: standard library only."""
