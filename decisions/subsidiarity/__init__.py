"""What is the core? The principle of subsidiarity as pure functions: standard library only."""
