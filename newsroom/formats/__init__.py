"""How the house writes dates where that is not how Django has it for the language. One package a locale."""
