"""Text to figures, one small step a module: sentences, numbers, dates, mentions, figures."""
