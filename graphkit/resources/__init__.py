"""What an action, an actor or a territory lives on: the mix of its resources and how concentrated it is."""
