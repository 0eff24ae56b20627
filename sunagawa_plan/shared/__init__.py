"""What the apps share that knows Django; it knows none of them."""
