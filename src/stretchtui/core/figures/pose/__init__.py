"""The body in three dimensions: skeleton, postures, joints, motion, and what is wrong in a pose."""
