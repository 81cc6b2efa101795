"""The static pages that each publication carries: the report of its day and the quality of its build."""
