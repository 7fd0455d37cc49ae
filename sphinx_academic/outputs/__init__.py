"""What is made beside the text of pages: landing pages, feeds, downloads, metadata, search rows, pictures, assets."""
