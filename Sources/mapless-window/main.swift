print("mapless")
