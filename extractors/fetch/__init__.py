"""From a day to archived bytes: guard, policy, polite requests, discovery and the content-addressed archive."""
