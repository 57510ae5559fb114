"""Write the slides as PPTX."""
