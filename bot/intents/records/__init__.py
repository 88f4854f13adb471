"""World and Olympic records and how they came down."""
