"""Installing the add-in for the current user: where the files go, putting them there, taking them away. No screen."""
