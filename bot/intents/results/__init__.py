"""Places, times and meetings: whatever the results of races say of teams."""
