"""The frame of every page, navigation, search and home: what combines rooms."""
