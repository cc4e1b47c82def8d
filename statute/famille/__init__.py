"""Family: births, adoption, children, relatives."""
