"""What is true on paper without a computer: values, periods, forms, rules and the index."""
