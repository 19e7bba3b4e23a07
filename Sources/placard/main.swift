internal import PlacardCLI

Placard.main()
