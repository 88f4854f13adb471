"""Questions over tables that a script composes, with keys computed from the published tables and not through `bot`."""
