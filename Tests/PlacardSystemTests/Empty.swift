// This suite is empty.
