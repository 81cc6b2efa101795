"""Pages in, records out: a library without environment, database or Airflow.

`fetch` brings bytes into the archive, `parse` reads posts from bytes, `annotate` reads claims from posts.
The three never import each other; the dataclasses of `model` are what they share.
"""
