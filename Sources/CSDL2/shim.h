#pragma once
#include <SDL2/SDL.h>

/// SDL_WINDOWPOS_CENTERED is a macro that Swift does not import.
static const int SDL_WINDOWPOS_CENTERED_VALUE = SDL_WINDOWPOS_CENTERED;
