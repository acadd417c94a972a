"""The grid of the entry screen: one sheet as stacked tables that behave like a spreadsheet."""
