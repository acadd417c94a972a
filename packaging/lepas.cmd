@echo off
rem Takes the program away for this user; the data of the office stay. One line from here on, and
rem the script from a copy: the folder they lie in is going away.
cd /d "%TEMP%" & copy /y "%~dp0lepas.ps1" "%TEMP%\lepas-lontar.ps1" >nul & powershell -NoProfile -ExecutionPolicy Bypass -File "%TEMP%\lepas-lontar.ps1" & pause & exit /b
