"""Fronts, edited by hand where wanted: the front page, the tops of sections, and the banner above all pages."""
