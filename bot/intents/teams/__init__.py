"""Line-ups and squads: who skated, who was rested, who was left out."""
