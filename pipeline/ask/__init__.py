"""Questions of people to a database: trace, lists, outline, comparison, history."""
