"""What an organisation brings itself: lists with columns of its own, figures, areas."""
