"""The pages of the review screen."""
