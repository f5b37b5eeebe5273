"""The review screen: sessions, the year, tightness, regions; editing and adding sessions."""
