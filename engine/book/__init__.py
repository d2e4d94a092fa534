"""Reads pages, snippets and settings; judges nothing."""
