"""What is a draft made of, and what can be done to it? Without views; the desks stand above."""
