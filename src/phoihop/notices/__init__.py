"""In-app notices, and one mail a day to those who owe."""
